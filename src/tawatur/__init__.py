"""tawatur reads Arabic reports of conflict and diplomacy into attributed claims."""

__version__ = "0.1.0"
