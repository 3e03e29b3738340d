// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Artifacts;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Objects;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Protocol;

/// <summary>The objects of an account, as operations ask for them.</summary>
public static class StoredObjects
{
    internal static ObjectAccess Of(ObjectStore store, Account account)
    {
        bool IsOfAnother(string bucket) => store.FindBucket(bucket) is { } found && found.AccountId != account.AccountId;
        return new ObjectAccess
        {
            Read = (bucket, key, version, limit) => Read(store, account, bucket, key, version, limit),
            EnsureBucket = bucket => Change(bucket, () => store.EnsureBucket(account.AccountId, account.Region, bucket)),
            SetVersioning = (bucket, status) => Change(bucket, () => IsOfAnother(bucket) ? ObjectFault.AccessDenied : store.Change(bucket, found => found with { Versioning = status })),
            DeleteBucket = bucket => Change(bucket, () => IsOfAnother(bucket) ? ObjectFault.AccessDenied : store.DeleteBucket(bucket)),
        };
    }

    /// <summary>An object as a template names it; <see langword="null"/> when it is not there, is another account's or cannot be read.</summary>
    public static ReadOnlyMemory<byte>? Read(ObjectStore store, Account account, string bucket, string key, string? version)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(account);
        return Read(store, account, bucket, key, version, ObjectAccess.LargestArtifact) is { Code: null } read ? read.Content : null;
    }

    private static ObjectRead Read(ObjectStore store, Account account, string bucket, string key, string? version, long limit)
    {
        try
        {
            BootstrapBuckets.Ensure(store, account.AccountId, bucket);
            StackBuckets.Ensure(store, () => account, bucket);
            var fault = store.TryOpen(account.AccountId, bucket, key, version, out var opened);
            using (opened)
            {
                if (fault != ObjectFault.None)
                {
                    return Refused(S3Error.Of(fault, bucket, key));
                }

                if (opened!.Object.Size > limit)
                {
                    return Refused(S3Error.TooLarge(limit));
                }

                var bytes = new byte[opened.Object.Size];
                opened.Content.ReadExactly(bytes);
                return new ObjectRead(bytes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            return Refused(S3Error.InternalError(exception.Message));
        }
    }

    private static AwsError? Change(string bucket, Func<ObjectFault> change)
    {
        try
        {
            if (change() is var fault && fault == ObjectFault.None)
            {
                return null;
            }

            var error = S3Error.Of(fault, bucket);
            return new AwsError(error.Code, error.StatusCode, error.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            return AwsError.NotStored(exception.Message);
        }
    }

    private static ObjectRead Refused(S3Error error) => new(default, error.Code, error.Message);
}
