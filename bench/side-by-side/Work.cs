// SPDX-License-Identifier: Apache-2.0
namespace Foregate.SideBySide;

/// <summary>What a scenario asks of those who take part in it: contenders are compared with those of the same work only.</summary>
internal enum Work
{
    /// <summary>Passing requests on.</summary>
    Proxy,

    /// <summary>The same with an API key, a plan of rate and quota, and an access log.</summary>
    Plan,

    /// <summary>Answering from a cache.</summary>
    Cache,

    /// <summary>Passing on what a schema allows.</summary>
    Validation,

    /// <summary>Running a function with the whole request as its event.</summary>
    Lambda,

    /// <summary>Running a function with an event that is made of the body, and answering with what is made of its result.</summary>
    Mapping,
}
