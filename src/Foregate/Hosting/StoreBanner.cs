// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.Definitions;

namespace Foregate.Hosting;

/// <summary>What is printed once the gateway serves without a document: what it holds, where to call it, and how to make the first API.</summary>
internal static class StoreBanner
{
    private const int ShownApis = 12;

    /// <param name="accounts">What is served.</param>
    /// <param name="firstKey">An access key that nobody has seen yet.</param>
    public static string Render(ForegateOptions options, IReadOnlyCollection<Account> accounts, IReadOnlyList<ListenerAddress> listeners, string management, AccessKey? firstKey)
    {
        var text = new StringBuilder();
        var apis = accounts.OrderBy(account => account.AccountId, StringComparer.Ordinal).ThenBy(account => account.Region, StringComparer.Ordinal).SelectMany(Apis).ToList();
        text.Append($"{Banner.Name} serves ").AppendLine(options.DataDirectory is { } directory ? $"what the store in {directory} holds: {Count(apis.Count)}" : "APIs that are made by calls, and keeps nothing");
        foreach (var api in apis.Take(ShownApis))
        {
            text.AppendLine($"  {"",-8}{api}");
        }

        if (apis.Count > ShownApis)
        {
            text.AppendLine($"  {"",-8}and {apis.Count - ShownApis} more");
        }

        var label = "Invoke";
        foreach (var listener in listeners)
        {
            text.AppendLine($"  {label,-8}{Banner.Base(listener)}/_aws/execute-api/API/STAGE/");
            label = "";
        }

        Banner.WriteManagement(text, options, management, firstKey);
        text.AppendLine();
        text.AppendLine(options.DataDirectory is null
            ? "Nothing is kept: what calls make is gone when the program stops; --data DIR keeps it. Ctrl+C drains and stops; again stops at once."
            : "What calls make is kept. Ctrl+C drains and stops; again stops at once.");
        return text.ToString();
    }

    private static string Count(int apis) => apis == 0 ? "no API yet" : $"{apis} API{(apis == 1 ? "" : "s")}";

    private static IEnumerable<string> Apis(Account account)
    {
        foreach (var api in account.RestApis.Values)
        {
            yield return Line(account, api.Name, "REST API", api.Id, api.Stages.Keys);
        }

        foreach (var api in account.Apis.Values)
        {
            yield return Line(account, api.Name, "HTTP API", api.ApiId, api.Stages.Keys);
        }
    }

    private static string Line(Account account, string name, string kind, string id, IEnumerable<string> stages)
    {
        var all = string.Join(", ", stages);
        return $"{Banner.Plain(name)} ({kind} {id}, {(all.Length == 0 ? "no stage" : "stage " + all)}) of {account.AccountId} in {account.Region}";
    }
}
