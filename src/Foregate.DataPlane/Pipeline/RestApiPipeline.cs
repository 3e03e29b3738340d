// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Check.Holds;
using Foregate.DataPlane.Check.RequestValidation;
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Emit.ResponseCache;
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.DataPlane.Finish.ExecutionLogs;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Pipeline;

/// <summary>The order of a REST API request. A step that is not configured is not there.</summary>
internal static class RestApiPipeline
{
    /// <summary>Before a method is bound.</summary>
    public static IStep[] AtTheDoor(Compilation c) => c.Steps(
        CallerThrottle.For(c),                                        // Check:    who comes too often costs no more than this
        MethodOverride.For(c),                                        // Arrive:   the method that every later reader sees
        RequestDecompression.For(c));                                 //           the body that every later reader reads

    /// <summary>On the method's way.</summary>
    public static IStep[] OnMethod(RestApi api, ApiSnapshot snapshot, Stage stage, Resource resource, Method method, StageApiKeys keys, Compilation c) =>
        HeldCheck.For(api, snapshot, method, c) is { } held ? [held]  // Check:    what is not served yet is not passed by, and stands alone
        : c.Steps(
            ExecutionLogStart.For(stage, resource, method, c),        // Finish:   what comes of the request from here on is noted
            ApiKeyCheck.For(method, resource.Path, keys, c),          // Check:    a caller without a key spends nobody's tokens
            UsagePlanLimit.For(method),                               //           the narrowest limit first, so that no key uses up what all share
            c.IsTest ? null : Throttle.For(stage, resource.Path, method.HttpMethod, c), // before anything is spent on the back end
            ExecutionLogBody.For(stage, resource, method, c),         // Finish:   what came is told, whatever becomes of it
            ValidatorCheck.For(snapshot, resource, method, c),        // Check:    a request that is not as the method asks costs its back end nothing
            CacheLookup.For(stage, resource, method, c),              // Emit:     a hit is an answer and ends the list here
            IntegrationKinds.For(snapshot, resource, method, c),      // Dispatch
            ExecutionLogAnswer.For(stage, resource, method, c),       // Finish:   what was answered, before anything is made of it
            ResponseMappingKinds.For(snapshot, method, c),            // Emit
            CacheStore.For(stage, resource, method, c));              //           what is kept is what the API promises
}
