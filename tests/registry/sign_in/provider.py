"""An OpenID provider on this machine: it knows one person, and checks what a real one checks."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "staffroll", "a secret between the two"


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        """Nothing: the tests look at what it was asked."""


class Provider:
    """`claims` are what it says of whoever signs in; `challenge` is the PKCE challenge of the last authorization."""

    def __init__(self):
        self.claims = {
            "sub": "person-1",
            "email": "hanako@studio.example",
            "email_verified": True,
            "name": "花子",
        }
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.issuer = self.challenge = ""

    def __call__(self, environ, start_response):
        answer = getattr(self, environ["PATH_INFO"].rsplit("/", 1)[-1].replace("-", "_"))(environ)
        start_response("200 OK" if answer else "400 Bad Request", [("Content-Type", "application/json")])
        return [json.dumps(answer or {"error": "invalid_grant"}).encode()]

    def openid_configuration(self, environ):
        pages = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo", "jwks_uri": "jwks"}  # fmt: skip
        return {"issuer": self.issuer, "token_endpoint_auth_methods_supported": ["client_secret_post"]} | {
            name: f"{self.issuer}/{page}" for name, page in pages.items()
        }

    def jwks(self, environ):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [key | {"kid": "1", "use": "sig", "alg": "RS256"}]}

    def token(self, environ):
        asked = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
        given = {name: values[0] for name, values in asked.items()}
        verifier = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if (given["client_id"], given["client_secret"], challenge) != (CLIENT, SECRET, self.challenge):
            return None
        now = int(time.time())
        token = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60} | self.claims
        signed = jwt.encode(token, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "opaque", "token_type": "Bearer", "expires_in": 60, "id_token": signed}

    def userinfo(self, environ):
        return self.claims if environ["HTTP_AUTHORIZATION"] == "Bearer opaque" else None


@contextmanager
def running():
    """The provider, answering in a thread of its own."""
    provider = Provider()
    with make_server("127.0.0.1", 0, provider, handler_class=Quiet) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}/realm"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()
