"""What makes a receipt worth its name: the hash of its inputs, the chain it stands in, what it was made from.

Plain functions without a database and without HTTP; docs/decisions/0007-receipt-hashes.md says why they
are as they are.
"""
