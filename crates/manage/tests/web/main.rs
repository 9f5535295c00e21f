//! 建设共管 — Tests of the pages and the API of `manage`, one module per noun, and two stories.
