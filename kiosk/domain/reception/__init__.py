"""The reception: appointments, arrivals, the queue, sessions, who may do what."""
