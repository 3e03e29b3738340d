// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>How a function is named: name, name:qualifier, account:function:name[:qualifier], or its ARN.</summary>
internal sealed class FunctionName
{
    private FunctionName(string name, string? qualifier, string? accountId, string? region)
    {
        Name = name;
        AccountId = accountId;
        Region = region;
        // The latest version is what a name without qualifier means.
        Qualifier = qualifier is "$LATEST" ? null : qualifier;
        Key = Qualifier is null ? name : name + ":" + Qualifier;
        Identity = $"{region}:{accountId}:{Key}";
        Arn = $"arn:aws:lambda:{region}:{accountId}:function:{Key}";
    }

    public string Name { get; }

    /// <summary>A version or an alias; null for the latest version.</summary>
    public string? Qualifier { get; }

    /// <summary>Null when it is not said.</summary>
    public string? AccountId { get; }

    /// <summary>Null when it is not said.</summary>
    public string? Region { get; }

    /// <summary>Name and qualifier: what functions of one account and region are told apart by.</summary>
    public string Key { get; }

    /// <summary>The whole name, where account and region are said.</summary>
    public string Arn { get; }

    /// <summary>The name as it is meant in an account and region: what it does not say is theirs.</summary>
    public FunctionName Within(string accountId, string region) =>
        AccountId is not null && Region is not null ? this : new FunctionName(Name, Qualifier, AccountId ?? accountId, Region ?? region);

    /// <summary>Null when the text names no function.</summary>
    public static FunctionName? Parse(string text)
    {
        var parts = text.Split(':');
        var (at, account, region) = parts.Length switch
        {
            1 or 2 => (0, null, null),
            3 or 4 when parts[1] == "function" && IsAccount(parts[0]) => (2, parts[0], null),
            7 or 8 when parts[0] == "arn" && parts[1].StartsWith("aws", StringComparison.Ordinal) && parts[2] == "lambda" && parts[3].Length > 0
                && IsAccount(parts[4]) && parts[5] == "function" => (6, parts[4], parts[3]),
            _ => (-1, (string?)null, (string?)null),
        };
        if (at < 0 || !Is(parts[at], 64, "-_"))
        {
            return null;
        }

        var qualifier = at + 1 < parts.Length ? parts[at + 1] : null;
        return qualifier is null || Is(qualifier, 128, "$-_") ? new FunctionName(parts[at], qualifier, account, region) : null;
    }

    /// <summary>All that is said, as one text: the same only for names that say the same.</summary>
    public string Identity { get; }

    /// <summary>Whether both may mean the same function: what only one of them says does not part them.</summary>
    public bool Agrees(FunctionName other) =>
        Key == other.Key && IsBeside(other);

    /// <summary>Whether both may be of the same account and region.</summary>
    public bool IsBeside(FunctionName other) =>
        (AccountId is null || other.AccountId is null || AccountId == other.AccountId)
        && (Region is null || other.Region is null || Region == other.Region);

    private static bool IsAccount(string text) => text.Length == 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static bool Is(string text, int length, string others)
    {
        foreach (var each in text)
        {
            if (!char.IsAsciiLetterOrDigit(each) && !others.Contains(each, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return text.Length > 0 && text.Length <= length;
    }
}
