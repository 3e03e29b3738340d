// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Xml.Linq;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Iam;

/// <summary>Asks IAM in forms and gives what its XML says.</summary>
internal sealed class IamClient : IDisposable
{
    public static string Trust { get; } = """{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":"*"}}""";

    public static string Permission { get; } = """{"Statement":{"Effect":"Allow","Action":"a:B","Resource":"*"}}""";

    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    /// <summary>Every element by its name, as text: the values of the answer's members, in their order.</summary>
    public ILookup<string, string> Ask(string action, int status, params (string Name, string Value)[] parameters)
    {
        var form = string.Join('&', parameters.Prepend(("Version", "2010-05-08")).Prepend(("Action", action)).Select(static pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"));
        var answer = _client.Send("POST", "/", form, service: "iam", contentType: "application/x-www-form-urlencoded");
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode} {text}");
        return XElement.Parse(text).Descendants().Where(static element => !element.HasElements).ToLookup(static element => element.Name.LocalName, static element => element.Value);
    }
}
