// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway.Making;

/// <summary>Says whether something can be a setting of a stage's methods.</summary>
internal static class MethodSettingChecks
{
    private const int LongestTtl = 3600;

    private static readonly string[] s_levels = ["OFF", "ERROR", "INFO"];

    private static readonly string[] s_methods = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"];

    private static readonly string[] s_strategies = ["FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"];

    public static AwsError? Check(Account account, string key, MethodSetting setting)
    {
        var slash = key.LastIndexOf('/');
        if (key != "*/*" && (slash < 0 || !s_methods.Contains(key[(slash + 1)..])))
        {
            return AwsError.BadRequest($"Invalid method setting path: /{key}. Must be one of: [/*/*, /{{resourcePath}}/{{httpMethod}}]");
        }

        if (setting.LoggingLevel is { } level)
        {
            if (!s_levels.Contains(level))
            {
                return AwsError.BadRequest($"Invalid logging level specified: {level}. Must be one of: [{string.Join(", ", s_levels)}]");
            }

            if (level != "OFF" && string.IsNullOrEmpty(account.Settings?.CloudwatchRoleArn))
            {
                return AwsError.BadRequest("CloudWatch Logs role ARN must be set in account settings to enable logging");
            }
        }

        if (setting.CacheTtlInSeconds is < 0 or > LongestTtl)
        {
            return AwsError.BadRequest($"Invalid cache TTL specified: {setting.CacheTtlInSeconds}. Must be between 0 and {LongestTtl} seconds");
        }

        return setting.UnauthorizedCacheControlHeaderStrategy is { } strategy && !s_strategies.Contains(strategy)
            ? AwsError.BadRequest($"Invalid unauthorized cache control header strategy specified: {strategy}. Must be one of: [{string.Join(", ", s_strategies)}]")
            : StageSettings.CheckThrottle(Limit(setting.ThrottlingRateLimit), setting.ThrottlingBurstLimit is -1 ? null : setting.ThrottlingBurstLimit);
    }

    // AWS: -1 is no limit of the method's own.
    private static double? Limit(double? said) => said is -1 ? null : said;
}
