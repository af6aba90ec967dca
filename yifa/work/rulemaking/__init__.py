"""Administrative normative documents (行政规范性文件): made, numbered, published, filed, evaluated, and cleaned up (立改废释).

A document is drafted and screened, consulted on, reviewed for competition and legality, deliberated, signed, and only then
registered and numbered in one act (地方组织法 §75; 国办发〔2018〕37号, 115号; 公平竞争审查条例; 优化营商环境条例 §§61–64).
The register answers which documents bind on any day. What is unpublished, has ended, or is off the list of a clean-up is no
basis for any act, in whatever field it is cited. Consultation, competition review and meetings are other fields' matters; here
they are linked, not repeated. Deliberately not here: rules of the provincial overlay as constants (they are parameters), and any
automatic verdict on a draft.
"""
