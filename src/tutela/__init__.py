"""Tutela: assess, plan and equip a State's response to offences against children online."""

__version__ = "0.1.0"
