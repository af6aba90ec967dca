"""Calls for applications (申报通知): what may be applied for, under which conditions and until when, the same for everybody.

Science-programme projects and the bureau's own recognitions answer calls. Who may not answer one is found here: whoever wrote its
guide (the bureau's rules; 科学技术进步法 §101 asks for avoidance), and whom a register bars. Deliberately not here: judging
applications, which each kind of matter does.
"""
