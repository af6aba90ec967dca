"""The register of recognised innovation bodies by kind and level (高新技术企业、研发平台…), with its yearly series.

High-tech enterprises are recognised by the province's joint body and technology SMEs by the national platform; the bureau mirrors
those recognitions and owns only its municipal ones. Deliberately not here: recognising what others recognise.
"""
