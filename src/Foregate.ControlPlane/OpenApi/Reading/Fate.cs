// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>What becomes of a property of a document: it is served, it changes nothing, or it is refused.</summary>
internal sealed class Fate
{
    private Fate(bool isServed, bool isInert)
    {
        IsServed = isServed;
        IsInert = isInert;
    }

    /// <summary>The importer reads it.</summary>
    public static Fate Served { get; } = new(true, false);

    /// <summary>It, and everything below it, changes nothing about how requests are answered; on AWS neither.</summary>
    public static Fate Inert { get; } = new(false, true);

    public bool IsServed { get; }

    public bool IsInert { get; }

    /// <summary>Why a refused property is refused, to follow its name in a sentence.</summary>
    public string Reason { get; private init; } = "";

    public string Cure { get; private init; } = "";

    /// <summary>Values (compared without case) that ask for nothing, so that they are inert, as empty lists and mappings are.</summary>
    public string[]? Harmless { get; private init; }

    /// <summary>It would change behaviour and is not built yet, unless its value is one of <paramref name="harmless"/>.</summary>
    public static Fate Refused(string missing, string cure, params string[] harmless) =>
        new(false, false) { Reason = $"would need {missing}, which Foregate does not do yet", Cure = cure, Harmless = harmless };

    /// <summary>API Gateway itself has no such thing in this place, whatever the value.</summary>
    public static Fate Foreign(string reason, string cure) => new(false, false) { Reason = reason, Cure = cure };
}
