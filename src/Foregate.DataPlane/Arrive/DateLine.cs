// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Arrive;

/// <summary>The Date line of answers (RFC 9110 §6.6.1), made anew once a second.</summary>
internal sealed class DateLine(TimeProvider time)
{
    private Made _made = new(-1, []);

    /// <summary>The date alone.</summary>
    public ReadOnlySpan<byte> Value => Now["Date: ".Length..^"\r\n".Length];

    /// <summary>With its CRLF.</summary>
    public ReadOnlySpan<byte> Now
    {
        get
        {
            var now = time.GetUtcNow();
            var second = now.UtcTicks / TimeSpan.TicksPerSecond;
            var made = Volatile.Read(ref _made);
            if (made.Second != second)
            {
                made = new Made(second, Encoding.ASCII.GetBytes("Date: " + now.ToString("r") + "\r\n"));
                Volatile.Write(ref _made, made);
            }

            return made.Line;
        }
    }

    private sealed record Made(long Second, byte[] Line);
}
