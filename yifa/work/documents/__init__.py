"""Documents of the office (机关文件): rules, plans, notices, guides and letters that are no normative documents.

党政机关公文处理工作条例 has each draft checked by the office, signed by the head and registered before it goes out. The annual
report names them one by one, so they are a register. Deliberately not here: whatever binds the public, which is made by the field
of normative documents; documents that come in.
"""
