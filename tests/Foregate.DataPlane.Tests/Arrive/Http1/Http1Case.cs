// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>One request of the conformance table, byte for byte, and what must become of it.</summary>
/// <param name="Clause">What asks for it: a clause of an RFC, or a row of the gateway's own list of refusals.</param>
/// <param name="Name">What is special about it.</param>
/// <param name="Text">The request; one character is one byte.</param>
/// <param name="Status">200 when it must be served.</param>
/// <param name="Seen">What the handler must have seen of a served request (see <see cref="Handlers.Describe"/>); null when only the status matters.</param>
/// <param name="Closes">Whether a served request ends its connection.</param>
internal sealed record Http1Case(string Clause, string Name, string Text, int Status, string? Seen = null, bool Closes = false)
{
    public byte[] Bytes => Encoding.Latin1.GetBytes(Text);

    public bool IsServed => Status == 200;

    public override string ToString() => Clause + ": " + Name;
}
