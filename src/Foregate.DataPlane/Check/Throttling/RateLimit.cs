// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.DataPlane.Check.Throttling;

/// <summary>A rate and a burst as definitions say them, with AWS's defaults for the side that is not said.</summary>
/// <param name="Rate">Requests per second.</param>
/// <param name="Burst">Requests that may come at once.</param>
internal readonly record struct RateLimit(double Rate, int Burst)
{
    /// <summary>For example: 10 requests per second after a burst of 5.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rate} requests per second after a burst of {Burst}");

    /// <summary>As execution logs say it: Limit: 10.00 Burst: 5.</summary>
    public string Logged => string.Create(CultureInfo.InvariantCulture, $"Limit: {Rate:0.00} Burst: {Burst}");

    /// <summary>A limit of which at least one side is set; the other is then AWS's default, the account's.</summary>
    /// <param name="place">Where it is said (AWS path).</param>
    public static RateLimit? Of(double? rateLimit, int? burstLimit, string place, Compilation c)
    {
        if (rateLimit is null && burstLimit is null)
        {
            return null;
        }

        var rate = rateLimit ?? c.Options.Quotas.AccountRateLimit;
        var burst = burstLimit ?? c.Options.Quotas.AccountBurstLimit;
        if (!double.IsFinite(rate))
        {
            c.At(place).Fault("The rate limit must be a number of requests per second: set it to 0 or more, or remove it.");
            return null;
        }

        // Tools write -1 for "no limit".
        return rate < 0 || burst < 0 ? null : new RateLimit(rate, burst);
    }
}
