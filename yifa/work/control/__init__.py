"""Internal control of the six economic activities (六项经济活动内部控制).

财会〔2012〕21号: risk points, who does and who checks, what was found and mended, the yearly evaluation. Who does a thing does
not check it (会计法). Deliberately not here: Party work and personnel, which the yearly report does not cover.
"""
