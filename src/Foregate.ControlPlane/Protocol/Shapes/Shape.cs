// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>One shape of a service model: what values of it look like and which are allowed. Only the reader of models changes it.</summary>
internal sealed class Shape(string name, ShapeType type)
{
    public string Name { get; } = name;

    public ShapeType Type { get; } = type;

    /// <summary>Of a structure, in the model's order.</summary>
    public IReadOnlyList<Member> Members { get; internal set; } = [];

    /// <summary>A list's items or a map's values.</summary>
    public Shape? Element { get; internal set; }

    /// <summary>A map's keys.</summary>
    public Shape? Key { get; internal set; }

    /// <summary>The closed set of values, in the order that AWS's answers list it; empty when any will do.</summary>
    public IReadOnlyList<string> Values { get; internal init; } = [];

    /// <summary>Of a number its least value, of a string its least length, of a list its least count.</summary>
    public long? Minimum { get; internal init; }

    public long? Maximum { get; internal init; }

    /// <summary>The regular expression, as the model writes it, that a string must match wholly.</summary>
    public string? Pattern { get; internal init; }

    public TimestampFormat TimestampFormat { get; internal init; }

    /// <summary>The member that is the whole body.</summary>
    public Member? Payload { get; internal set; }

    /// <summary>Whether any member is one of a JSON body's.</summary>
    public bool HasBodyMembers { get; internal set; }

    public override string ToString() => Name;

    /// <summary>The member with this name on the wire, in the body.</summary>
    public Member? FindInBody(ReadOnlySpan<char> wireName)
    {
        foreach (var member in Members)
        {
            if (member.Location == MemberLocation.Body && wireName.SequenceEqual(member.WireName))
            {
                return member;
            }
        }

        return null;
    }
}
