"""Administrative normative documents (行政规范性文件): the register of what is in force, and its periodic clean-up (立改废释).

The register answers which documents bind today and which bound on any earlier day; a clean-up reviews every document of a
theme and keeps, amends, abolishes or declares lapsed, with a legality review by someone who did not propose it
(地方组织法 §75; 优化营商环境条例 §61). A document that left the register's list of documents in force is no basis for any act.
Deliberately not here: drafting and issuing a new document.
"""
