// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.JsonPath;

/// <summary>Values of JSON and back, for tests.</summary>
internal static class Json
{
    public static Value Read(string json)
    {
        Assert.True(JsonValues.TryRead(Encoding.UTF8.GetBytes(json), out var value), json);
        return value;
    }

    public static string Write(Value value)
    {
        var buffer = new TextBuffer(1 << 24);
        Assert.True(JsonValues.Write(value, buffer));
        return Encoding.UTF8.GetString(buffer.Written);
    }
}
