"""Official documents set in the format of GB/T 9704—2012: PDF, docx and HTML from one value.

``model`` is the document; ``pdf``, ``word`` and ``html`` set it; ``charts`` draws its pictures; ``letters``
writes the letters that a procedure sends; ``fonts`` finds the free faces and checks that no character would
be missing. No Django here.
"""
