from tawatur.resolve.actors import ActorBook, NameEntry, load_actor_book  # noqa
