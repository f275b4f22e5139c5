"""What people decided and what visitors asked.

In: a store. Out: questions, feedback, jobs.

Others may import: cancellation, feedback, jobs, question_log, questions, running_job,
store.schema, store.transactions.
"""
