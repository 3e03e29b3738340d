// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>
/// The properties of one of SAM's resources or events, and what each may be. Written as a text: <c>Name</c> may be anything, <c>Name=text|map</c> one of
/// these or an intrinsic function, <c>Name==bool</c> no intrinsic function; a <c>!</c> after the name says that it must be there.
/// </summary>
internal sealed class SamProperties
{
    private readonly Dictionary<string, (string[] Kinds, bool TakesCalls)> _known = new(StringComparer.Ordinal);
    private readonly List<string> _required = [];
    private readonly string _owner;

    /// <param name="owner">What faults call it, such as <c>AWS::Serverless::Function</c>.</param>
    /// <param name="properties">As above, with spaces between.</param>
    public SamProperties(string owner, string properties)
    {
        _owner = owner;
        foreach (var property in properties.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var end = property.IndexOf('=', StringComparison.Ordinal);
            var name = end < 0 ? property : property[..end];
            if (name.EndsWith('!'))
            {
                name = name[..^1];
                _required.Add(name);
            }

            _known[name] = (end < 0 ? [] : property[end..].Trim('=').Split('|'), end < 0 || !property.Contains("==", StringComparison.Ordinal));
        }
    }

    public IEnumerable<string> Names => _known.Keys;

    /// <summary>Tells everything that is wrong; false when something is.</summary>
    /// <param name="run">Where it is told.</param>
    /// <param name="properties">What the template says, Globals included.</param>
    /// <param name="place">Where it is told when a property is missing.</param>
    public bool Check(SamRun run, SamNode properties, SamNode place)
    {
        var isRight = true;
        foreach (var entry in properties.Entries)
        {
            if (!_known.TryGetValue(entry.Key, out var known))
            {
                isRight = false;
                var meant = _known.Keys.FirstOrDefault(name => name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
                run.Fault(entry.Location ?? entry.Value.Location, PathOf(properties, entry.Key), $"Property {entry.Key} is not defined for {_owner}.", meant is null ? "Check its spelling and its place, or remove it." : $"Write \"{meant}\".");
            }
            else if (!Takes(known.Kinds, known.TakesCalls, entry.Value))
            {
                isRight = false;
                run.Fault(entry.Value, $"Property '{entry.Key}' should be {string.Join(" or ", known.Kinds.Select(Spoken))}.", "Write one.");
            }
        }

        foreach (var name in _required)
        {
            if (properties[name] is null)
            {
                isRight = false;
                run.Fault(place.KeyLocation, place.Path, $"Missing required property '{name}'.", "Write it.");
            }
        }

        return isRight;
    }

    private static string PathOf(SamNode properties, string key) => DocumentPath.Append(properties.Path, key);

    private static bool Takes(string[] kinds, bool takesCalls, SamNode value) =>
        kinds.Length == 0 || value.Kind == NodeKind.Null || (takesCalls && value is { IsMap: true, Count: 1 }) || kinds.Any(kind => Is(kind, value));

    private static bool Is(string kind, SamNode value) => kind switch
    {
        "text" => value.IsText,
        "map" => value.IsMap,
        "maps" => value.IsMap && value.Entries.All(entry => entry.Value.IsMap),
        "list" => value.IsList,
        "texts" => value.IsList && value.Items.TrueForAll(item => item.IsText || item.IsMap),
        "bool" => value.Kind == NodeKind.Boolean,
        "int" => value.Kind == NodeKind.Number,
        _ => value.IsText && value.Text == kind,
    };

    private static string Spoken(string kind) => kind switch
    {
        "text" => "a text",
        "map" => "an object",
        "maps" => "an object of objects",
        "list" => "a list",
        "texts" => "a list of texts",
        "bool" => "true or false",
        "int" => "a whole number",
        _ => $"\"{kind}\"",
    };
}
