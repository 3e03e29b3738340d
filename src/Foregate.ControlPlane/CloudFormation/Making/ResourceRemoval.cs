// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A resource on its way out.</summary>
internal sealed class ResourceRemoval(Account account, DeployedResource resource, OperationContext operations)
{
    /// <summary>As it is after what was removed so far.</summary>
    public Account Account { get; private set; } = account;

    public DeployedResource Resource { get; } = resource;

    public string PhysicalId => Resource.PhysicalId;

    public OperationContext Operations { get; } = operations;

    /// <summary>How a stack is removed that is a resource of this one.</summary>
    public required Func<Account, string, OperationContext, OperationResult<Stack>> Stacks { get; init; }

    /// <summary>Removes a stack by its id.</summary>
    public AwsError? DeleteStack(string stackId) => Apply(account => Stacks(account, stackId, Operations));

    public string Text(string property) => Resource.Text(property);

    /// <summary>Runs an operation. What is not there any more is as good as removed.</summary>
    public AwsError? Apply<T>(Func<Account, OperationResult<T>> operation)
        where T : class
    {
        var result = operation(Account);
        if (result.Error is { } error)
        {
            return error.StatusCode == 404 ? null : error;
        }

        Account = result.Account!;
        return null;
    }
}
