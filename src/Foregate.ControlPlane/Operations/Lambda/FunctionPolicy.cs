// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Writes resource policies of functions as Lambda does.</summary>
internal static class FunctionPolicy
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="arn">Of the function, version or alias.</param>
    /// <param name="permissions">Its statements.</param>
    public static string Policy(string arn, IEnumerable<Permission> permissions) => Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Version", "2012-10-17");
        writer.WriteString("Id", "default");
        writer.WriteStartArray("Statement");
        foreach (var permission in permissions)
        {
            Write(writer, arn, permission);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static string Statement(string arn, Permission permission) => Text(writer => Write(writer, arn, permission));

    private static void Write(Utf8JsonWriter writer, string arn, Permission permission)
    {
        writer.WriteStartObject();
        writer.WriteString("Sid", permission.StatementId);
        writer.WriteString("Effect", "Allow");
        WritePrincipal(writer, permission.Principal, arn.Split(':')[1]);
        writer.WriteString("Action", permission.Action);
        writer.WriteString("Resource", arn);
        var equals = new List<(string Key, string Value)>();
        AddTo(equals, "AWS:SourceAccount", permission.SourceAccount);
        AddTo(equals, "lambda:EventSourceToken", permission.EventSourceToken);
        AddTo(equals, "lambda:FunctionUrlAuthType", permission.FunctionUrlAuthType);
        AddTo(equals, "aws:PrincipalOrgID", permission.PrincipalOrgId);
        if (equals.Count > 0 || permission.SourceArn is not null || permission.InvokedViaFunctionUrl is not null)
        {
            writer.WriteStartObject("Condition");
            WriteTest(writer, "StringEquals", equals);
            WriteTest(writer, "ArnLike", permission.SourceArn is { } source ? [("AWS:SourceArn", source)] : []);
            WriteTest(writer, "Bool", permission.InvokedViaFunctionUrl is { } isUrl ? [("lambda:InvokedViaFunctionUrl", isUrl ? "true" : "false")] : []);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WritePrincipal(Utf8JsonWriter writer, string principal, string partition)
    {
        if (principal == "*")
        {
            writer.WriteString("Principal", principal);
            return;
        }

        writer.WriteStartObject("Principal");
        if (principal.StartsWith("arn:", StringComparison.Ordinal))
        {
            writer.WriteString("AWS", principal);
        }
        else if (principal.All(char.IsAsciiDigit))
        {
            writer.WriteString("AWS", $"arn:{partition}:iam::{principal}:root");
        }
        else
        {
            writer.WriteString("Service", principal);
        }

        writer.WriteEndObject();
    }

    private static void AddTo(List<(string Key, string Value)> tests, string key, string? value)
    {
        if (value is not null)
        {
            tests.Add((key, value));
        }
    }

    private static void WriteTest(Utf8JsonWriter writer, string test, List<(string Key, string Value)> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(test);
        foreach (var (key, value) in values)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_plain))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
