"""The recipes of docs/DEPLOY.md in a real nginx, where one is installed."""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from tests.commands import ROOT
from tests.serving import serving

DEPLOY = (ROOT / "docs" / "DEPLOY.md").read_text(encoding="utf-8")
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
SECONDS = 20

pytestmark = pytest.mark.skipif(NGINX is None or shutil.which("openssl") is None, reason="nginx is not installed")


def indented(after: str) -> str:
    """The first indented block behind the words ``after``."""
    [block] = re.findall(rf"{re.escape(after)}[^\n]*\n\n((?: {{4}}[^\n]*\n)+)", DEPLOY)
    return str(block)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def nginx(folder: Path, server: str, upstream: str) -> Iterator[int]:
    """Run nginx with the recipe ``server`` before ``upstream``; yield the port of TLS."""
    certificate = ("-keyout", folder / "key.pem", "-out", folder / "cert.pem")
    command = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=atlas.example", *certificate)
    subprocess.run(command, check=True, capture_output=True)
    port, plain = free_port(), free_port()
    server = re.sub(r"/etc/letsencrypt/\S+/fullchain\.pem", str(folder / "cert.pem"), server)
    server = re.sub(r"/etc/letsencrypt/\S+/privkey\.pem", str(folder / "key.pem"), server)
    server = re.sub(r"(listen (?:\[::\]:)?)443\b", rf"\g<1>{port}", server)
    server = re.sub(r"(listen (?:\[::\]:)?)80\b", rf"\g<1>{plain}", server)
    server = server.replace("http://127.0.0.1:8050", upstream)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{server}}}\n",
        encoding="utf-8",
    )
    assert NGINX
    process = subprocess.Popen([NGINX, "-c", configuration], stderr=subprocess.PIPE, text=True)
    try:
        until_it_listens(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(SECONDS)


def until_it_listens(port: int, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    process.terminate()
    pytest.fail(process.communicate()[1])


def get(port: int, path: str, host: str) -> tuple[int, str, str]:
    """The status, the target of a redirect, and the text of an answer."""
    context = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=SECONDS)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    result = answer.status, answer.headers.get("Location", ""), answer.read().decode()
    connection.close()
    return result


def test_the_recipe_serves_the_atlas(atlas: Atlas, tmp_path: Path) -> None:
    app = create_app(atlas, Settings(hosts="atlas.example", trusted_proxies=1))
    recipe = indented("nginx handles TLS")
    with serving(app.server) as upstream, nginx(tmp_path, recipe, upstream) as port:
        status, _, text = get(port, "/about?lang=en", "atlas.example")
    assert status == 200
    assert '<link rel="canonical" href="https://atlas.example/about?lang=en">' in text


def test_the_recipe_for_a_path_keeps_the_query(atlas: Atlas, tmp_path: Path) -> None:
    host = "example.org"
    app = create_app(atlas, Settings(base_url=f"https://{host}/atlas", hosts=host, trusted_proxies=1))
    at_root, below = indented("nginx handles TLS"), indented("write instead of `location /`")
    recipe = re.sub(r"( +)location / \{.*?\n\1\}\n", lambda _: below, at_root, flags=re.DOTALL)
    with serving(app.server) as upstream, nginx(tmp_path, recipe.replace("atlas.example", host), upstream) as port:
        status, target, _ = get(port, "/atlas?country=AZ&lang=az", host)
        assert (status, target) == (301, f"https://{host}:{port}/atlas/?country=AZ&lang=az")
        status, _, text = get(port, "/atlas/about?lang=en", host)
        assert (status, "https://example.org/atlas/about" in text) == (200, True)
        assert get(port, "/about", host)[0] == 404
