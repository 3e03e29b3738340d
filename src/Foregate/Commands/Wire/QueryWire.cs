// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Xml;

namespace Foregate.Commands.Wire;

/// <summary>Asks the services that are called by forms, and puts files into buckets.</summary>
internal sealed class QueryWire(AwsWire wire)
{
    private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    public string Region => wire.Region;

    /// <summary>The result of a call of CloudFormation; throws <see cref="AwsRefusalException"/> when it is refused.</summary>
    public Task<XmlItem> StacksAsync(string action, params IEnumerable<(string Name, string Value)> parameters) => AskAsync("cloudformation", "2010-05-15", action, parameters);

    /// <summary>As above, of a call that says that something is not there: null then.</summary>
    public async Task<XmlItem?> FindAsync(string action, params IEnumerable<(string Name, string Value)> parameters)
    {
        try
        {
            return await StacksAsync(action, parameters);
        }
        catch (AwsRefusalException refusal) when (refusal.Message.EndsWith("does not exist", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>All items of a list that comes in pages.</summary>
    public async Task<List<XmlItem>> AllAsync(string action, string list, params IReadOnlyList<(string Name, string Value)> parameters)
    {
        var all = new List<XmlItem>();
        string? token = null;
        do
        {
            var page = await StacksAsync(action, token is null ? parameters : [.. parameters, ("NextToken", token)]);
            all.AddRange(page.List(list));
            token = page.Find("NextToken");
        }
        while (token is not null);

        return all;
    }

    /// <summary>The account that the calls are made for.</summary>
    public async Task<string> AccountAsync() => (await AskAsync("sts", "2011-06-15", "GetCallerIdentity", [])).Find("Account") ?? "";

    /// <summary>Makes the object, and its bucket; false when it was there already.</summary>
    public async Task<bool> PutAsync(string bucket, string key, byte[] content)
    {
        var path = $"/{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";
        using (var head = await wire.SendAsync(HttpMethod.Head, path, "s3", [], ""))
        {
            if (head.IsSuccessStatusCode)
            {
                return false;
            }
        }

        using (var there = await wire.SendAsync(HttpMethod.Head, $"/{bucket}", "s3", [], ""))
        {
            if ((int)there.StatusCode == 404)
            {
                await CheckAsync(await wire.SendAsync(HttpMethod.Put, $"/{bucket}", "s3", [], ""));
            }
        }

        await CheckAsync(await wire.SendAsync(HttpMethod.Put, path, "s3", content, "application/octet-stream"));
        return true;
    }

    /// <summary>The parameters of a list of structures.</summary>
    public static IEnumerable<(string Name, string Value)> List(string name, IEnumerable<IEnumerable<(string Name, string Value)>> items)
    {
        var number = 0;
        foreach (var item in items)
        {
            number++;
            foreach (var (member, value) in item)
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"{name}.member.{number}{(member.Length > 0 ? "." : "")}{member}"), value);
            }
        }
    }

    private async Task<XmlItem> AskAsync(string service, string version, string action, IEnumerable<(string Name, string Value)> parameters)
    {
        var form = string.Join('&', parameters.Prepend(("Version", version)).Prepend(("Action", action)).Select(static parameter => $"{parameter.Item1}={Uri.EscapeDataString(parameter.Item2)}"));
        using var response = await wire.SendAsync(HttpMethod.Post, "/", service, Encoding.ASCII.GetBytes(form), Form);
        var answer = await ReadAsync(response);
        return answer[action + "Result"] ?? answer;
    }

    private static async Task CheckAsync(HttpResponseMessage response)
    {
        using (response)
        {
            if (!response.IsSuccessStatusCode)
            {
                await ReadAsync(response);
            }
        }
    }

    private static async Task<XmlItem> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        XmlItem? answer;
        try
        {
            answer = XmlItem.Parse(body);
        }
        catch (XmlException)
        {
            throw new AwsRefusalException((int)response.StatusCode, "", Encoding.UTF8.GetString(body).Trim());
        }

        if (response.IsSuccessStatusCode)
        {
            return answer;
        }

        var error = answer["Error"] ?? answer;
        throw new AwsRefusalException((int)response.StatusCode, error.Find("Code") ?? "", error.Find("Message") ?? "");
    }
}
