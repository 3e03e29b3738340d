// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>The parameters of a template: what was given, or their defaults, held against what they allow.</summary>
internal sealed class TemplateParameters(ReadingContext reading, Scope scope, ImmutableSortedDictionary<string, string> given)
{
    private static readonly SourceLocation CommandLine = new("--parameter", 1, 1);

    // A pattern from a template is foreign input.
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    // A parameter of this type names another one, in Systems Manager's parameter store.
    private const string SystemValue = "AWS::SSM::Parameter::Value<";

    private readonly List<string> _missing = [];

    /// <summary>What each parameter came to, defaults included.</summary>
    public ImmutableSortedDictionary<string, StackParameter> Values { get; private set; } = OrdinalMap.Empty<StackParameter>();

    public void Read(Section? section)
    {
        foreach (var entry in section?.Entries() ?? [])
        {
            if (Section.Open(reading, entry.Value, section!.PathOf(entry.Key), TemplateKinds.Parameter) is { } parameter)
            {
                Read(entry.Key, parameter);
            }
        }

        var unknown = given.Keys.Where(name => section?.Has(name) != true).ToList();
        if (unknown.Count > 0)
        {
            reading.Fault(CommandLine, "#/Parameters", $"Parameters: [{string.Join(", ", unknown)}] do not exist in the template.", "Give only parameters that it has.");
        }

        if (_missing.Count > 0)
        {
            reading.Fault(section!.Location, section.Path, $"Parameters: [{string.Join(", ", _missing)}] must have values.", "Give --parameter NAME=VALUE for each, or a Default.");
        }
    }

    private void Read(string name, Section parameter)
    {
        var type = parameter.Text("Type");
        var fallback = parameter.Text("Default");
        if (type is null || !Check(type, parameter))
        {
            if (type is null && !parameter.Has("Type"))
            {
                parameter.Fault("Type", $"The parameter {name} has no type.", "Write Type: String.");
            }

            // It is there all the same: whoever refers to it is not at fault.
            Stand(name, parameter);
            return;
        }

        var isGiven = given.TryGetValue(name, out var value);
        value = isGiven ? value : fallback;
        if (value is null)
        {
            _missing.Add(name);
            Stand(name, parameter);
            return;
        }

        var stored = new StackParameter { Key = name, Value = value, IsHidden = parameter.Boolean("NoEcho") ?? false };
        if (type.StartsWith(SystemValue, StringComparison.Ordinal))
        {
            if (scope.SystemParameter(value) is not { } resolved)
            {
                reading.Fault(
                    isGiven ? CommandLine : parameter.At("Default"), parameter.Path, $"Unable to fetch parameters [{value}] from parameter store for this account.", "Put it with aws ssm put-parameter, or name another one.");
                Stand(name, parameter);
                return;
            }

            type = type[SystemValue.Length..].TrimEnd('>') + (type.EndsWith(">>", StringComparison.Ordinal) ? ">" : "");
            value = resolved;
            stored = stored with { ResolvedValue = resolved };
        }

        Values = Values.SetItem(name, stored);
        var isList = type == "CommaDelimitedList" || type.StartsWith("List<", StringComparison.Ordinal);
        var parts = isList ? value.Split(',', StringSplitOptions.TrimEntries) : [value];
        foreach (var part in parts)
        {
            if (Wrong(part, type, parameter) is { } wrong)
            {
                var explanation = parameter.Text("ConstraintDescription");
                reading.Fault(
                    isGiven ? CommandLine : parameter.At("Default"),
                    parameter.Path,
                    $"Parameter '{name}' {wrong}.",
                    explanation ?? "Give a value that the parameter allows.");
                break;
            }
        }

        scope.Parameters[name] = isList
            ? DocumentNode.Sequence([.. parts.Select(part => Call.Text(part, parameter.Location))], parameter.Location)
            : Call.Text(value, parameter.Location);
    }

    private void Stand(string name, Section parameter)
    {
        scope.Parameters[name] = Call.Text("", parameter.Location);
        scope.Valueless.Add(name);
    }

    private static bool Check(string type, Section parameter)
    {
        var inner = type.StartsWith(SystemValue, StringComparison.Ordinal) && type.EndsWith('>') ? type[SystemValue.Length..^1] : type;
        if (inner is "String" or "Number" or "CommaDelimitedList" or "List<Number>" or "List<String>" or "AWS::SSM::Parameter::Name"
            || inner.StartsWith("AWS::EC2::", StringComparison.Ordinal) || inner.StartsWith("List<AWS::EC2::", StringComparison.Ordinal)
            || inner.StartsWith("AWS::Route53::", StringComparison.Ordinal) || inner.StartsWith("List<AWS::Route53::", StringComparison.Ordinal))
        {
            return true;
        }

        parameter.Fault("Type", $"There is no parameter type {type}.", "Make it a String, and give the value with --parameter.");
        return false;
    }

    private static string? Wrong(string value, string type, Section parameter)
    {
        var isNumber = type is "Number" or "List<Number>";
        var number = 0d;
        if (isNumber && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return "must be a number";
        }

        if (parameter.Has("AllowedValues") && !parameter.Texts("AllowedValues").Contains(value))
        {
            return $"must be one of AllowedValues [{string.Join(", ", parameter.Texts("AllowedValues"))}]";
        }

        if (isNumber && ((parameter.Number("MinValue") is { } least && number < least) || (parameter.Number("MaxValue") is { } most && number > most)))
        {
            return $"must be between {parameter.Text("MinValue") ?? "any"} and {parameter.Text("MaxValue") ?? "any"}";
        }

        if ((parameter.Integer("MinLength") is { } shortest && value.Length < shortest) || (parameter.Integer("MaxLength") is { } longest && value.Length > longest))
        {
            return $"must have between {parameter.Text("MinLength") ?? "0"} and {parameter.Text("MaxLength") ?? "any number of"} characters";
        }

        return parameter.Text("AllowedPattern") is { } pattern && !Matches(value, pattern, parameter) ? $"must match pattern {pattern}" : null;
    }

    private static bool Matches(string value, string pattern, Section parameter)
    {
        try
        {
            return Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, PatternTime);
        }
        catch (Exception exception) when (exception is RegexParseException or RegexMatchTimeoutException)
        {
            parameter.Fault("AllowedPattern", $"The pattern {pattern} cannot be used.", "Correct it.");
            return true;
        }
    }
}
