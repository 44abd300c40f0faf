"""Forms: the instrument out as workbook, XLSForm and paper, and the answers back in."""
