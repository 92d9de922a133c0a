"""``licet users``: accounts of the desk, from the machine that it runs on."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipeline.commands.choices import DEFAULT_DATABASE, Database
from pipeline.commands.desk_extra import desk_needs
from pipeline.store.audit import Actor, audit
from pipeline.store.desk import open_desk
from pipeline.store.users import Role, add_user, list_users, update_user
from schemas.errors import OptionError

users_app = typer.Typer(no_args_is_help=True, help="Accounts of the desk. 核对台账户。")
UserName = Annotated[str, typer.Argument(help="Name to log in with.", metavar="NAME")]


@users_app.command("add")
def add_command(
    name: UserName,
    role: Annotated[Role, typer.Option(help="viewer, reviewer or admin.")] = Role.REVIEWER,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Make an account; the password is asked for, or read from standard input. 新建账户。

    \b
    Example:
      licet users add zhang --role admin
    """
    hashed = _new_password()
    with open_desk(db) as desk, desk.writing() as connection:
        add_user(connection, name, hashed, role)
        audit(
            connection, Actor(getpass.getuser(), "command"), "user_add", detail={"name": name, "role": role}
        )
    typer.echo(f"{name}: {role.value}", err=True)


@users_app.command("set")
def set_command(
    name: UserName,
    role: Annotated[Role | None, typer.Option(help="The new role.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    disable: Annotated[bool, typer.Option("--disable", help="Let them log in no more.")] = False,
    enable: Annotated[bool, typer.Option("--enable", help="Let them log in again.")] = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Change an account; its sessions end. 修改账户。

    \b
    Examples:
      licet users set zhang --role viewer
      licet users set zhang --password
      licet users set zhang --disable
    """
    if disable and enable:
        raise OptionError("--disable 和 --enable 只能选一个 / Choose one of --disable and --enable.")
    hashed = _new_password() if password else None
    change = True if disable else (False if enable else None)
    with open_desk(db, make=False) as desk, desk.writing() as connection:
        update_user(connection, name, role=role, password_hash=hashed, disabled=change)
        detail = {"name": name, "role": role, "password": password, "disabled": change}
        audit(connection, Actor(getpass.getuser(), "command"), "user_set", detail=detail)


@users_app.command("list")
def list_command(db: Database = DEFAULT_DATABASE) -> None:
    """List the accounts. 列出账户。

    \b
    Example:
      licet users list
    """
    table = Table("用户 / name", "角色 / role", "停用 / disabled")
    with open_desk(db, make=False) as desk, desk.reading() as connection:
        for account in list_users(connection):
            table.add_row(account.name, account.role.value, "是 / yes" if account.disabled else "")
    Console(emoji=False).print(table)


def _new_password() -> str:
    try:
        from pipeline.review.passwords import hash_password
    except ModuleNotFoundError as error:
        raise desk_needs(error) from error
    if not sys.stdin.isatty():
        return hash_password(sys.stdin.readline().rstrip("\n"))
    first = getpass.getpass("密码 / password: ")
    if first != getpass.getpass("再输一次 / once more: "):
        raise OptionError("两次输入不同，请重新输入 / The two are not the same.")
    return hash_password(first)
