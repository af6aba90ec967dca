"""Results, needs, matching, the six-step service to enterprises, commissioners (成果、需求、对接、企业服务、科技特派员).

An intent is not a contract, a visit is no inspection, and a piece of advice is done when the enterprise says so. Deliberately not
here: registering technical contracts (``services``), telling policies (``popularisation``), paying (``funds``).
"""
