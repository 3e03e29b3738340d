// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Tests.Velocity;

/// <summary>A template rendered with a text, a list, a map and numbers.</summary>
internal static class Rendering
{
    public static string Of(string template)
    {
        Assert.True(JsonValues.TryRead("""{"s":"Hello, World","l":["b","a","c","a"],"m":{"x":1,"y":"two"},"n":7,"d":2.5,"t":true,"e":[]}"""u8, out var variables));
        var parsed = VelocityTemplate.Parse(template, out var fault);
        Assert.True(parsed is not null, fault?.ToString());
        var output = new TextBuffer(1 << 20);
        fault = parsed.Render(variables.AsMap, output, new VelocityLimits(), TimeProvider.System);
        Assert.True(fault is null, fault?.ToString());
        return output.ToString();
    }
}
