"""Government contracts (政府合同): drafting, review by another than the drafter, signing within authority, performance.

An organ of state may not be a guarantor (民法典 §683); a procurement contract is published within two working days and filed
within seven (政府采购法实施条例 §50; 政府采购法 §47); small enterprises are paid in time (保障中小企业款项支付条例).
Deliberately not here: procurement itself.
"""
