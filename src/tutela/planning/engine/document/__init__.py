"""The project document, the brief for a donor and the work plan as a workbook.

Source: E/CN.15/2014, para 41 (a full project document, then resource mobilisation and a first
roll-out in pilot regions).
"""
