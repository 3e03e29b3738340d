// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>Holds what was read against the constraints of its shape, and names every one that it breaks in AWS's words.</summary>
internal sealed class RequestValidator
{
    private readonly List<string> _violations = [];

    private readonly Func<string, string> _memberName;

    private RequestValidator(Func<string, string> memberName) => _memberName = memberName;

    /// <param name="bodyName">What AWS puts before the names of members in the body; empty for nothing.</param>
    /// <param name="memberName">How a member's name is written.</param>
    /// <returns>Those of the body first, then those of path, query and headers, which are named without anything before them.</returns>
    public static IReadOnlyList<string> Check(Shape shape, WireValue input, string bodyName, Func<string, string>? memberName = null)
    {
        var validator = new RequestValidator(memberName ?? (static name => name));
        foreach (var isBody in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var member in shape.Members)
            {
                if (member.Location == MemberLocation.Body == isBody)
                {
                    validator.Check(member, input[member.Name], validator.PathOf(member, isBody, bodyName));
                }
            }
        }

        return validator._violations;
    }

    private string PathOf(Member member, bool isBody, string bodyName) =>
        isBody && bodyName.Length > 0 ? bodyName + "." + member.WireName : _memberName(isBody ? member.WireName : member.Name);

    private void Check(Member member, WireValue? value, string path)
    {
        if (value is not null)
        {
            Check(member.Shape, member.Values, value, path);
        }
        else if (member.IsRequired)
        {
            _violations.Add($"Value null at '{path}' failed to satisfy constraint: Member must not be null");
        }
    }

    private void Check(Shape shape, IReadOnlyList<string> values, WireValue value, string path)
    {
        if (value.Kind == WireKind.Null && shape.Type != ShapeType.Document)
        {
            _violations.Add($"Value null at '{path}' failed to satisfy constraint: Member must not be null");
            return;
        }

        switch (shape.Type)
        {
            case ShapeType.Structure:
                foreach (var member in shape.Members)
                {
                    Check(member, value[member.Name], path + "." + _memberName(member.WireName));
                }

                break;
            case ShapeType.List:
                CheckList(shape, value, path);
                break;
            case ShapeType.Map:
                foreach (var (key, item) in value.Entries)
                {
                    // A text may be null in a map: a content type without a template (recorded).
                    if (item.Kind != WireKind.Null || shape.Element!.Type != ShapeType.String)
                    {
                        Check(shape.Element!, shape.Element!.Values, item, path + "." + key + ".member");
                    }
                }

                break;
            default:
                foreach (var constraint in Broken(shape, values, value))
                {
                    Add(value.ToString(), path, constraint);
                }

                break;
        }
    }

    private void CheckList(Shape shape, WireValue list, string path)
    {
        foreach (var constraint in Length(shape, list.Items.Length))
        {
            Add(list.ToString(), path, constraint);
        }

        var element = shape.Element!;
        if (element.Type is ShapeType.Structure or ShapeType.List or ShapeType.Map)
        {
            for (var i = 0; i < list.Items.Length; i++)
            {
                Check(element, element.Values, list.Items[i], string.Create(CultureInfo.InvariantCulture, $"{path}.{i + 1}.member"));
            }

            return;
        }

        // A list of plain values is one value in AWS's words, whichever of them are wrong.
        var broken = list.Items.Any(static item => item.Kind == WireKind.Null)
            ? ["Member must not be null"]
            : list.Items.SelectMany(item => Broken(element, element.Values, item)).Distinct(StringComparer.Ordinal).ToList();
        if (broken.Count > 0)
        {
            Add(list.ToString(), path, "Member must satisfy constraint: [" + string.Join(", ", broken) + "]");
        }
    }

    private static IEnumerable<string> Broken(Shape shape, IReadOnlyList<string> values, WireValue value)
    {
        switch (value.Kind)
        {
            case WireKind.Text:
                foreach (var constraint in Length(shape, value.Text.Length))
                {
                    yield return constraint;
                }

                if (shape.Pattern is { } pattern && !Matches(pattern, value.Text))
                {
                    yield return "Member must satisfy regular expression pattern: " + pattern;
                }

                if (values.Count > 0 && !values.Contains(value.Text))
                {
                    yield return "Member must satisfy enum value set: [" + string.Join(", ", values) + "]";
                }

                break;
            case WireKind.Integer or WireKind.Number:
                if (value.Number < shape.Minimum)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"Member must have value greater than or equal to {shape.Minimum}");
                }

                if (value.Number > shape.Maximum)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"Member must have value less than or equal to {shape.Maximum}");
                }

                break;
        }
    }

    private static IEnumerable<string> Length(Shape shape, int length)
    {
        if (length < shape.Minimum)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Member must have length greater than or equal to {shape.Minimum}");
        }

        if (length > shape.Maximum)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Member must have length less than or equal to {shape.Maximum}");
        }
    }

    // The models' patterns have no repetition within a repetition, so that no value makes them slow; .NET keeps those used last.
    private static bool Matches(string pattern, string text) => Regex.IsMatch(text, @"\A(?:" + pattern + @")\z", RegexOptions.ECMAScript);

    private void Add(string value, string path, string constraint) => _violations.Add($"Value '{value}' at '{path}' failed to satisfy constraint: {constraint}");
}
