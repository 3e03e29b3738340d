// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>CloudFormation's words for the states of stacks and of their resources.</summary>
internal static class StackStatus
{
    public const string ReviewInProgress = "REVIEW_IN_PROGRESS";

    public const string CreateInProgress = "CREATE_IN_PROGRESS";

    public const string CreateComplete = "CREATE_COMPLETE";

    public const string CreateFailed = "CREATE_FAILED";

    public const string RollbackInProgress = "ROLLBACK_IN_PROGRESS";

    public const string RollbackComplete = "ROLLBACK_COMPLETE";

    public const string UpdateInProgress = "UPDATE_IN_PROGRESS";

    public const string UpdateCleanup = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS";

    public const string UpdateComplete = "UPDATE_COMPLETE";

    public const string UpdateFailed = "UPDATE_FAILED";

    public const string UpdateRollbackInProgress = "UPDATE_ROLLBACK_IN_PROGRESS";

    public const string UpdateRollbackComplete = "UPDATE_ROLLBACK_COMPLETE";

    public const string DeleteInProgress = "DELETE_IN_PROGRESS";

    public const string DeleteComplete = "DELETE_COMPLETE";

    public const string DeleteFailed = "DELETE_FAILED";

    public const string DeleteSkipped = "DELETE_SKIPPED";
}
