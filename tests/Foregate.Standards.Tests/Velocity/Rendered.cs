// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Tests.Velocity;

/// <summary>What a template gives with a few variables of each kind, or why it fails.</summary>
internal static class Rendered
{
    private const string Variables =
        """{"x":5,"s":"abc","l":[1,2,3],"m":{"a":1,"b":"two"},"t":true,"f":false,"d":1.5,"e":"","big":123456789012345678901234567890}""";

    public static string Text(string template)
    {
        var (text, fault) = Try(template);
        Assert.True(fault is null, fault);
        return text;
    }

    public static string Fault(string template)
    {
        var (_, fault) = Try(template);
        Assert.NotNull(fault);
        return fault;
    }

    private static (string Text, string? Fault) Try(string template)
    {
        var parsed = VelocityTemplate.Parse(template, out var fault);
        if (parsed is null)
        {
            return ("", fault!.Message);
        }

        Assert.True(JsonValues.TryRead(Encoding.UTF8.GetBytes(Variables), out var variables));
        var output = new TextBuffer(1 << 20);
        fault = parsed.Render(variables.AsMap, output, new VelocityLimits(), TimeProvider.System);
        return (output.ToString(), fault?.Message);
    }
}
