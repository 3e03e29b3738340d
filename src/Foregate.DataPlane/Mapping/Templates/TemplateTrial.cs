// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Text;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>A mapping template tried on a made-up request, with everything that a request would bring said by hand.</summary>
internal static class TemplateTrial
{
    private const int HeadLimit = 256 * 1024;

    /// <param name="query">As it stands in a target, without the question mark.</param>
    /// <param name="headers">Lines "Name: value".</param>
    /// <param name="context">Variables of $context by their names without "$context.".</param>
    /// <param name="told">Is told each step: line, what stands there, what it comes to.</param>
    /// <returns>What the template gives; or why it, or the request, is none.</returns>
    public static (string? Text, string? Fault, IReadOnlyList<string> Overrides) Render(
        string template,
        byte[] body,
        bool isAnswer,
        string query,
        IReadOnlyList<string> headers,
        IReadOnlyDictionary<string, string> path,
        IReadOnlyDictionary<string, string> context,
        IReadOnlyDictionary<string, string> stageVariables,
        Action<int, string, string> told)
    {
        if (Make(query, headers, path) is not { } exchange)
        {
            return (null, "The query and the headers make no request.", []);
        }

        var compiled = MappingTemplate.Compile(
            template, ContextTree.With(context), stageVariables.ToFrozenDictionary(StringComparer.Ordinal), step => told(step.Line, step.Source, Printed(step.Value)));
        var output = new ByteWriter();
        var fault = compiled.Render(exchange, new TemplateInput(body, isAnswer), output);
        return (fault is null ? Encoding.UTF8.GetString(output.Written) : null, fault, Overrides(exchange));
    }

    // A request that never came: no phase has it, and nothing waits for its answer.
    private static Exchange? Make(string query, IReadOnlyList<string> headers, IReadOnlyDictionary<string, string> path)
    {
        var made = new Exchange(HeadLimit);
        var head = new StringBuilder("POST ");
        var ranges = new List<(string Name, ByteRange Range)>();
        foreach (var (name, value) in path)
        {
            var sent = Uri.EscapeDataString(value);
            head.Append('/');
            ranges.Add((name, new ByteRange(head.Length, sent.Length)));
            head.Append(sent);
        }

        head.Append(path.Count == 0 ? "/" : "").Append(query.Length == 0 ? "" : "?").Append(query).Append(" HTTP/1.1\r\nHost: localhost\r\n");
        foreach (var header in headers)
        {
            head.Append(header).Append("\r\n");
        }

        var bytes = Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
        for (var given = 0; given < bytes.Length;)
        {
            var room = made.Request.Free;
            var count = Math.Min(room.Length, bytes.Length - given);
            if (count == 0)
            {
                return null;
            }

            bytes.AsSpan(given, count).CopyTo(room);
            made.Request.Append(count);
            given += count;
        }

        if (ranges.Count > MatchedRoute.MaxParameters || made.Request.Read() != HeadStatus.Complete)
        {
            return null;
        }

        var names = new string[ranges.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = ranges[i].Name;
            made.Route.Room[i] = ranges[i].Range;
        }

        made.Verb = made.Request.Verb;
        made.StagePath = made.VisiblePath = made.Request.Path;
        made.Route.Set(new RoutePlan { Steps = [], ResourcePath = "/", RouteKey = "POST /", ResourceId = "", ParameterNames = names, DefinitionPath = "/" });
        return made;
    }

    private static List<string> Overrides(Exchange exchange)
    {
        var said = new List<string>();
        if (exchange.Overrides is { } overrides)
        {
            Add(said, "requestOverride.header", overrides.RequestHeaders);
            Add(said, "requestOverride.path", overrides.RequestPath);
            Add(said, "requestOverride.querystring", overrides.RequestQuery);
            Add(said, "responseOverride.header", overrides.ResponseHeaders);
            if (overrides.ResponseStatus != 0)
            {
                said.Add($"responseOverride.status = {overrides.ResponseStatus}");
            }
        }

        return said;
    }

    private static void Add(List<string> said, string family, ValueMap set)
    {
        for (var i = 0; i < set.Count; i++)
        {
            said.Add($"{family}.{set.KeyAt(i)} = {Printed(set.ValueAt(i))}");
        }
    }

    private static string Printed(Value value) => value.IsNull ? "null" : JavaText.Of(value);
}
