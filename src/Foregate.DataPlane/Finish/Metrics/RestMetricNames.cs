// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>What CloudWatch's metrics call a REST API, and which of its methods have metrics of their own (aws-apigateway §7.1).</summary>
internal sealed class RestMetricNames(string name, string id, ImmutableSortedDictionary<string, MethodSetting> settings)
{
    private readonly MethodSetting? _all = settings.GetValueOrDefault("*/*");

    /// <summary>The API's name in ASCII; its id when nothing of the name is.</summary>
    public string ApiName { get; } = Ascii(name) is { Length: > 0 } ascii ? ascii : id;

    /// <summary>Whether the setting metricsEnabled is on for a method.</summary>
    public bool IsDetailed(string resourcePath, string method) =>
        resourcePath.StartsWith('/') && (Of(resourcePath, method) ?? Of(resourcePath, "ANY") ?? _all?.MetricsEnabled ?? false);

    private bool? Of(string resourcePath, string method) => settings.GetValueOrDefault(resourcePath[1..] + "/" + method)?.MetricsEnabled;

    private static string Ascii(string name)
    {
        var ascii = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsAscii(character) && ascii.Length < 255)
            {
                ascii.Append(character);
            }
        }

        return ascii.ToString();
    }
}
