// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.Codecs;

/// <summary>Writes the code that reads and writes definitions, from the records themselves: a new member is stored as soon as it is generated anew.</summary>
internal sealed class DefinitionCodeGenerator
{
    // Records whose maps of records lie in rows of their own, so that a change of one writes one.
    private static readonly string[] s_containers = ["Account", "ApiGateway.RestApi", "ApiGateway.Resource", "ApiGateway.UsagePlan", "ApiGatewayV2.Api", "DomainNames.DomainName"];

    // Members that a row holds apart from its text: encrypted, or as a bundle named by its hash.
    private static readonly string[] s_secrets = ["ApiGateway.ApiKey.Value", "ApiGateway.ClientCertificate.PrivateKey", "CloudFormation.StackParameter.Value", "CloudFormation.StackResource.Properties", "Ssm.Parameter.Value"];
    private static readonly string[] s_bundles = ["ApiGateway.Deployment.Snapshot", "ApiGatewayV2.Deployment.Snapshot"];

    private readonly NullabilityInfoContext _nullability = new();
    private readonly List<Type> _records = [];
    private readonly List<Type> _enums = [];
    private readonly StringBuilder _text = new();

    private DefinitionCodeGenerator() => Collect(typeof(Account));

    public static string Codecs() => new DefinitionCodeGenerator().WriteCodecs();

    public static string Rows() => new DefinitionCodeGenerator().WriteRows();

    public static ImmutableArray<Type> Records() => [.. new DefinitionCodeGenerator()._records];

    internal static IEnumerable<PropertyInfo> Members(Type record) =>
        record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null).OrderBy(property => property.MetadataToken);

    internal static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>);

    internal static bool IsArray(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    internal static bool IsRecord(Type type) => type.IsClass && type.Assembly == typeof(Account).Assembly;

    private void Collect(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            Collect(inner);
        }
        else if (IsMap(type))
        {
            Collect(type.GetGenericArguments()[1]);
        }
        else if (IsArray(type))
        {
            Collect(type.GetGenericArguments()[0]);
        }
        else if (type.IsEnum && !_enums.Contains(type))
        {
            _enums.Add(type);
        }
        else if (IsRecord(type) && !_records.Contains(type))
        {
            _records.Add(type);
            foreach (var member in Members(type))
            {
                Collect(member.PropertyType);
            }
        }
    }

    private string WriteCodecs()
    {
        Head("Codecs", "System.Text.Json", "Foregate.Definitions");
        Line("/// <summary>Every record of an account as JSON and back.</summary>");
        Line("internal static class DefinitionJson");
        Line("{");
        foreach (var record in _records)
        {
            Defaults(record);
        }

        foreach (var record in _records)
        {
            Writer(record, "", _ => true);
            Reader(record, "", _ => true);
            if (IsRow(record))
            {
                Writer(record, "Row", member => !IsApart(member));
                Reader(record, "Row", member => !IsApart(member));
            }
        }

        foreach (var type in _enums)
        {
            EnumCodec(type);
        }

        return End();
    }

    private string WriteRows()
    {
        Head("Store.Rows", "Foregate.ControlPlane.Codecs", "Foregate.Definitions");
        Line("/// <summary>Which row holds which part of an account: compares two accounts row by row, and puts rows together again.</summary>");
        Line("internal static class AccountRows");
        Line("{");
        Line("    /// <summary>Builds one of an account's parts; null where there is none of the name.</summary>");
        Line("    public static object? BuildPart(string group, RowNode node) => group switch");
        Line("    {");
        foreach (var part in Members(typeof(Account)).Where(IsPart))
        {
            Line($"        \"{Camel(part.Name)}\" => Build{Id(part.PropertyType.GetGenericArguments()[1])}(node),");
        }

        Line("        _ => null,");
        Line("    };");
        Line("");
        foreach (var record in _records.Where(IsRow))
        {
            var parts = Members(record).Where(IsPart).ToList();
            var bundle = Members(record).SingleOrDefault(member => Is(s_bundles, member));
            var secret = Members(record).SingleOrDefault(member => Is(s_secrets, member));
            Line($"    public static void Compare{Id(record)}(Definitions.{Name(record)}? before, Definitions.{Name(record)} after, string path, RowChanges into)");
            Line("    {");
            Line("        if (ReferenceEquals(before, after))");
            Line("        {");
            Line("            return;");
            Line("        }");
            Line("");
            var kind = bundle is not null
                ? $"Bundle(path, before, after, DefinitionJson.Write{Id(record)}Row, static value => value.{bundle.Name}, DefinitionJson.Write{Id(bundle.PropertyType)})"
                : secret is not null ? $"Secret(path, before, after, DefinitionJson.Write{Id(record)}Row, static value => value.{secret.Name})"
                : $"Row(path, before, after, DefinitionJson.Write{Id(record)}Row)";
            Line($"        into.{kind};");
            foreach (var part in parts)
            {
                Line($"        into.Map(path, \"{Camel(part.Name)}\", before?.{part.Name}, after.{part.Name}, Compare{Id(part.PropertyType.GetGenericArguments()[1])});");
            }

            Line("    }");
            Line("");
            Line($"    public static Definitions.{Name(record)} Build{Id(record)}(RowNode node)");
            Line("    {");
            Line($"        node.Only({string.Join(", ", parts.Select(part => $"\"{Camel(part.Name)}\""))});");
            Line($"        return node.Read(DefinitionJson.Read{Id(record)}Row) with");
            Line("        {");
            foreach (var part in parts)
            {
                Line($"            {part.Name} = node.Map(\"{Camel(part.Name)}\", Build{Id(part.PropertyType.GetGenericArguments()[1])}),");
            }

            if (bundle is not null)
            {
                Line($"            {bundle.Name} = node.Bundle(DefinitionJson.Read{Id(bundle.PropertyType)}),");
            }

            if (secret is not null)
            {
                Line($"            {secret.Name} = node.Secret(),");
            }

            Line("        };");
            Line("    }");
            Line("");
        }

        return End();
    }

    // A row of its own: the account, or what a container's map holds.
    private bool IsRow(Type record) => record == typeof(Account) || _records.SelectMany(Members).Any(member => IsPart(member) && member.PropertyType.GetGenericArguments()[1] == record);

    private static bool IsPart(PropertyInfo member) =>
        s_containers.Contains(Name(member.DeclaringType!)) && IsMap(member.PropertyType) && member.PropertyType.GetGenericArguments()[0] == typeof(string) && IsRecord(member.PropertyType.GetGenericArguments()[1]);

    private static bool IsApart(PropertyInfo member) => IsPart(member) || Is(s_bundles, member) || Is(s_secrets, member);

    private static bool Is(string[] list, PropertyInfo member) => list.Contains($"{Name(member.DeclaringType!)}.{member.Name}");

    private void Defaults(Type record)
    {
        var required = string.Join(", ", Members(record).Where(IsRequired).Select(member => $"{member.Name} = default!"));
        Line($"    private static readonly Definitions.{Name(record)} s_{Id(record)} = new() {{ {required}{(required.Length > 0 ? " " : "")}}};");
        Line("");
    }

    private void Writer(Type record, string suffix, Func<PropertyInfo, bool> isIn)
    {
        Line($"    public static void Write{Id(record)}{suffix}(Utf8JsonWriter writer, Definitions.{Name(record)} value)");
        Line("    {");
        Line("        writer.WriteStartObject();");
        var standard = Default(record);
        foreach (var member in Members(record).Where(isIn))
        {
            var type = member.PropertyType;
            var value = "value." + member.Name;
            var name = $"\"{Camel(member.Name)}\"u8";
            var isEmptyByDefault = standard.TryGetValue(member.Name, out var empty) && empty is System.Collections.ICollection { Count: 0 };
            if (IsArray(type) || IsMap(type))
            {
                // A list that is empty by default is left out when it is empty.
                var write = $"writer.WritePropertyName({name}); {Write(type, value)};";
                Line(isEmptyByDefault ? $"        if ({(IsArray(type) ? $"!{value}.IsDefaultOrEmpty" : $"{value}.Count > 0")}) {{ {write} }}" : "        " + write);
            }
            else if (IsNullable(member))
            {
                var inner = Nullable.GetUnderlyingType(type) is null ? value : value + ".Value";
                Line($"        if ({value} is not null) {{ writer.WritePropertyName({name}); {Write(Nullable.GetUnderlyingType(type) ?? type, inner)}; }}"
                    + (standard.TryGetValue(member.Name, out var other) && other is not null ? $" else {{ writer.WriteNull({name}); }}" : ""));
            }
            else
            {
                Line($"        writer.WritePropertyName({name}); {Write(type, value)};");
            }
        }

        Line("        writer.WriteEndObject();");
        Line("    }");
        Line("");
    }

    private void Reader(Type record, string suffix, Func<PropertyInfo, bool> isIn)
    {
        var members = Members(record).Where(isIn).ToList();
        Line($"    public static Definitions.{Name(record)} Read{Id(record)}{suffix}(ref Utf8JsonReader reader)");
        Line("    {");
        Line($"        JsonInput.Begin(ref reader, \"{record.Name}\");");
        for (var i = 0; i < members.Count; i++)
        {
            Line(IsRequired(members[i]) ? $"        {Spell(members[i].PropertyType)}? m{i} = null;" : $"        var m{i} = s_{Id(record)}.{members[i].Name};");
        }

        Line("        while (JsonInput.Member(ref reader))");
        Line("        {");
        for (var i = 0; i < members.Count; i++)
        {
            var read = Read(Nullable.GetUnderlyingType(members[i].PropertyType) ?? members[i].PropertyType);
            var orNull = IsNullable(members[i]) ? "reader.TokenType == JsonTokenType.Null ? null : " : "";
            Line($"            {(i > 0 ? "else " : "")}if (reader.ValueTextEquals(\"{Camel(members[i].Name)}\"u8)) {{ JsonInput.Next(ref reader); m{i} = {orNull}{read}; }}");
        }

        Line($"            {(members.Count > 0 ? "else " : "")}{{ throw JsonInput.Unknown(ref reader, \"{record.Name}\"); }}");
        Line("        }");
        Line("");
        Line($"        return new Definitions.{Name(record)}");
        Line("        {");
        foreach (var apart in Members(record).Where(member => !isIn(member) && IsRequired(member)))
        {
            Line($"            {apart.Name} = null!,");
        }

        for (var i = 0; i < members.Count; i++)
        {
            Line($"            {members[i].Name} = m{i}{(IsRequired(members[i]) ? $" ?? throw JsonInput.Missing(\"{record.Name}\", \"{Camel(members[i].Name)}\")" : "")},");
        }

        Line("        };");
        Line("    }");
        Line("");
    }

    private void EnumCodec(Type type)
    {
        var names = type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (field.Name, Wire: field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name)).ToList();
        Line($"    private static void Write{Id(type)}(Utf8JsonWriter writer, Definitions.{Name(type)} value) => writer.WriteStringValue(value switch");
        Line("    {");
        names.ForEach(name => Line($"        Definitions.{Name(type)}.{name.Name} => \"{name.Wire}\"u8,"));
        Line($"        _ => throw new JsonException($\"{{value}} is no {type.Name}\"),");
        Line("    });");
        Line("");
        Line($"    private static Definitions.{Name(type)} Read{Id(type)}(ref Utf8JsonReader reader) =>");
        Line("        reader.TokenType != JsonTokenType.String ? throw new JsonException(\"a name was expected\")");
        names.ForEach(name => Line($"        : reader.ValueTextEquals(\"{name.Wire}\"u8) ? Definitions.{Name(type)}.{name.Name}"));
        Line($"        : throw JsonInput.UnknownName(ref reader, \"{type.Name}\");");
        Line("");
    }

    private static string Write(Type type, string value) =>
        type == typeof(string) ? $"writer.WriteStringValue({value})"
        : type == typeof(bool) ? $"writer.WriteBooleanValue({value})"
        : type == typeof(int) || type == typeof(long) || type == typeof(double) ? $"writer.WriteNumberValue({value})"
        : type == typeof(DateTimeOffset) ? $"writer.WriteStringValue({value})"
        : IsArray(type) ? $"JsonOutput.Array(writer, {value}, {WriteDelegate(type.GetGenericArguments()[0])})"
        : IsMap(type) ? $"JsonOutput.Map(writer, {value}, {WriteDelegate(type.GetGenericArguments()[1])})"
        : IsRecord(type) || type.IsEnum ? $"Write{Id(type)}(writer, {value})"
        : throw new NotSupportedException($"teach the generator to store a {type}");

    private static string WriteDelegate(Type type) => IsRecord(type) || type.IsEnum ? "Write" + Id(type) : $"static (writer, value) => {Write(type, "value")}";

    private static string Read(Type type) =>
        type == typeof(string) ? "JsonInput.Text(ref reader)"
        : type == typeof(bool) ? "JsonInput.Truth(ref reader)"
        : type == typeof(int) ? "JsonInput.Whole32(ref reader)"
        : type == typeof(long) ? "JsonInput.Whole64(ref reader)"
        : type == typeof(double) ? "JsonInput.Number(ref reader)"
        : type == typeof(DateTimeOffset) ? "JsonInput.Time(ref reader)"
        : IsArray(type) ? $"JsonInput.Array(ref reader, {ReadDelegate(type.GetGenericArguments()[0])})"
        : IsMap(type) ? $"JsonInput.{(type.GetGenericArguments()[0] == typeof(int) ? "NumberedMap" : "Map")}(ref reader, {ReadDelegate(type.GetGenericArguments()[1])})"
        : IsRecord(type) || type.IsEnum ? $"Read{Id(type)}(ref reader)"
        : throw new NotSupportedException($"teach the generator to read a {type}");

    private static string ReadDelegate(Type type) =>
        IsRecord(type) || type.IsEnum ? "Read" + Id(type) : $"static (ref Utf8JsonReader reader) => {Read(type)}";

    private static string Spell(Type type) =>
        type == typeof(string) ? "string"
        : type == typeof(bool) ? "bool"
        : type == typeof(int) ? "int"
        : type == typeof(long) ? "long"
        : type == typeof(double) ? "double"
        : IsArray(type) ? $"System.Collections.Immutable.ImmutableArray<{Spell(type.GetGenericArguments()[0])}>"
        : IsMap(type) ? $"System.Collections.Immutable.ImmutableSortedDictionary<{Spell(type.GetGenericArguments()[0])}, {Spell(type.GetGenericArguments()[1])}>"
        : IsRecord(type) || type.IsEnum ? "Definitions." + Name(type)
        : type.FullName!;

    private bool IsNullable(PropertyInfo member) =>
        Nullable.GetUnderlyingType(member.PropertyType) is not null
        || (!member.PropertyType.IsValueType && _nullability.Create(member).ReadState == NullabilityState.Nullable);

    private static bool IsRequired(PropertyInfo member) => member.GetCustomAttribute<RequiredMemberAttribute>() is not null;

    private static Dictionary<string, object?> Default(Type record)
    {
        var value = Activator.CreateInstance(record)!;
        return Members(record).Where(member => !IsRequired(member)).ToDictionary(member => member.Name, member => member.GetValue(value), StringComparer.Ordinal);
    }

    // ApiGateway.Stage, relative to Foregate.Definitions.
    private static string Name(Type type) => type.FullName!["Foregate.Definitions.".Length..];

    // ApiGatewayStage: the two generations share names.
    private static string Id(Type type) => Name(type).Replace(".", "", StringComparison.Ordinal);

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private void Head(string folder, params string[] usings)
    {
        Line("// SPDX-License-Identifier: Apache-2.0");
        Line("// <auto-generated>Written by eng/generate-codecs from the records of Foregate.Definitions: change those and run it again.</auto-generated>");
        Line("#nullable enable");
        foreach (var name in usings)
        {
            Line($"using {name};");
        }

        Line("");
        Line($"namespace Foregate.ControlPlane.{folder};");
        Line("");
    }

    private string End()
    {
        while (_text[^1] == '\n')
        {
            _text.Length--;
        }

        Line("");
        Line("}");
        return _text.ToString();
    }

    private void Line(string line) => _text.Append(line).Append('\n');
}
