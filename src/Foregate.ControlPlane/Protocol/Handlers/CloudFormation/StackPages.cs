// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Changing;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Cuts CloudFormation's lists into pages, whatever their order: a page begins behind the last item of the one before.</summary>
internal static class StackPages
{
    private const int Size = 100;

    /// <param name="answer">Of the page's items and the token of the next one.</param>
    public static HandlerResult Answer<T>(HandlerCall call, IReadOnlyList<T> items, Func<T, string> key, Func<IEnumerable<T>, WireValue?, WireValue> answer, int size = Size)
    {
        var start = 0;
        if (call.Input.GetText("NextToken") is { } token)
        {
            var last = Decoded(token);
            while (start < items.Count && key(items[start]) != last)
            {
                start++;
            }

            if (start == items.Count)
            {
                return StackError.Validation($"Invalid NextToken: {token}");
            }

            start++;
        }

        var page = items.Skip(start).Take(size).ToList();
        return call.Answer(answer(page, start + size < items.Count ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(page[^1]))) : null));
    }

    private static string? Decoded(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
