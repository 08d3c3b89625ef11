"""The fault proof: real processes, killed, frozen and restarted while work goes on.

Nothing may be lost and nothing may stand twice in the ledger, whatever is done to worker, beat,
loop, Redis and PostgreSQL. Each round runs in a directory of its own and counts afterwards.
"""
