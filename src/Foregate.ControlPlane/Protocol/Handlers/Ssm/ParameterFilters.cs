// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Ssm;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Ssm;

namespace Foregate.ControlPlane.Protocol.Handlers.Ssm;

/// <summary>Which parameters a list is about.</summary>
internal static class ParameterFilters
{
    /// <param name="keys">Those that the operation knows; one that ends in a colon has a name after it.</param>
    public static AwsError? TryRead(WireValue input, IReadOnlyList<string> keys, out Func<Parameter, bool> filter)
    {
        var all = new List<Func<Parameter, bool>>();
        filter = parameter => all.TrueForAll(one => one(parameter));
        foreach (var said in input["ParameterFilters"]?.Items ?? [])
        {
            if (TryRead(said, said.GetText("Option") ?? "Equals", keys, out var one) is { } error)
            {
                return error;
            }

            all.Add(one!);
        }

        // The older form has no options, and names may be the beginnings of names.
        foreach (var said in input["Filters"]?.Items ?? [])
        {
            var isName = said.GetText("Key") == "Name";
            if (TryRead(said, isName ? "BeginsWith" : "Equals", ["Name", "Type", "KeyId"], out var one) is { } error)
            {
                return error;
            }

            all.Add(one!);
        }

        return null;
    }

    private static AwsError? TryRead(WireValue said, string option, IReadOnlyList<string> keys, out Func<Parameter, bool>? filter)
    {
        filter = null;
        var key = said.GetText("Key")!;
        if (!keys.Any(known => known.EndsWith(':') ? key.StartsWith(known, StringComparison.Ordinal) : known == key))
        {
            return SsmErrors.InvalidFilterKey(key);
        }

        var values = said.GetTexts("Values") ?? [];
        if (key == "Path")
        {
            filter = option switch
            {
                "OneLevel" or "Equals" => parameter => values.Any(path => IsBelow(parameter.Name, path, isRecursive: false)),
                "Recursive" => parameter => values.Any(path => IsBelow(parameter.Name, path, isRecursive: true)),
                _ => null,
            };
            return filter is null ? SsmErrors.InvalidFilterOption(option) : null;
        }

        Func<string, string, bool>? matches = option switch
        {
            "Equals" => static (text, value) => text == value,
            "BeginsWith" => static (text, value) => text.StartsWith(value, StringComparison.Ordinal),
            "Contains" when key == "Name" => static (text, value) => text.Contains(value, StringComparison.Ordinal),
            _ => null,
        };
        if (matches is null)
        {
            return SsmErrors.InvalidFilterOption(option);
        }

        // A tag that is named without a value is looked for whatever its value is.
        filter = parameter => TextOf(parameter, key) is { } text && (values.Length == 0 ? key.StartsWith("tag:", StringComparison.Ordinal) : values.Any(value => matches(text, value)));
        return null;
    }

    private static string? TextOf(Parameter parameter, string key) => key switch
    {
        "Name" => parameter.Name,
        "Type" => parameter.Type,
        "KeyId" => parameter.KeyId,
        "Tier" => parameter.Tier,
        "DataType" => "text",
        _ => parameter.Tags.GetValueOrDefault(key["tag:".Length..]),
    };

    private static bool IsBelow(string name, string path, bool isRecursive)
    {
        var prefix = path.EndsWith('/') ? path : path + "/";
        return name.StartsWith(prefix, StringComparison.Ordinal) && (isRecursive || name.IndexOf('/', prefix.Length) < 0);
    }
}
