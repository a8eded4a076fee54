"""Short texts and e-mails to people: to whom, of what kind, with which facts, what became of it.

Serves 个人信息保护法 art. 51: the number or address and the facts are sealed, and the facts are
forgotten once the gateway has taken the notice or it is given up. The sentence is made by the
gateway when it sends; nothing here opens a connection, and no notice carries a document's number.
"""
