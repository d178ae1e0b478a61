using System.Diagnostics;
using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Polly;
using Polly.Retry;

namespace Qianliyan.Storage.AzureTables;

/// <summary>
/// The physical table: made when first used, asked again while the service is throttling or failing, and reported as
/// <see cref="StorageUnavailableException"/> when patience is at its end. Conditions that do not hold come through as
/// <see cref="RequestFailedException"/>.
/// </summary>
sealed class TableService : IDisposable
{
    readonly TableClient _table;
    readonly HttpClientTransport _transport;
    readonly ResiliencePipeline _patience;
    readonly StorageInstruments _instruments;
    readonly string _service;
    readonly int _shards;
    readonly SemaphoreSlim _creating = new(1, 1);
    volatile bool _isCreated;

    public TableService(AzureTableStoreOptions options, StorageInstruments instruments, TimeProvider time)
    {
        _instruments = instruments;
        (_service, _shards) = (options.Service, options.Shards);
        _transport = options.Handler is { } handler ? new(handler) : new();
        _table = Connect(options, _transport);
        _patience = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstPause,
                MaxDelay = options.LongestPause,
                ShouldHandle = arguments => new(
                    arguments.Outcome.Exception is { } error
                    && !arguments.Context.CancellationToken.IsCancellationRequested
                    && ServiceErrors.IsTransient(error)),
                DelayGenerator = arguments => new(ServiceErrors.RetryAfter(arguments.Outcome.Exception)),
                OnRetry = _ =>
                {
                    instruments.Retried();
                    return default;
                },
            })
            .Build();
    }

    /// <exception cref="StorageUnavailableException">No attempt succeeded.</exception>
    /// <exception cref="RequestFailedException">A condition of a write did not hold.</exception>
    public async Task<T> CallAsync<T>(
        string operation, Func<TableClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await _patience.ExecuteAsync(
                async token =>
                {
                    await EnsureCreatedAsync(token);
                    return await MeasureAsync(operation, call, token);
                },
                cancellationToken);
        }
        catch (RequestFailedException error) when (!ServiceErrors.IsCondition(error))
        {
            throw ServiceErrors.Unavailable(_table.Name, error);
        }
        catch (Exception error) when (
            ServiceErrors.IsTransient(error) && !cancellationToken.IsCancellationRequested)
        {
            throw ServiceErrors.Unavailable(_table.Name, error);
        }
    }

    /// <summary>Null when the row does not exist. A missing table is an outage and throws.</summary>
    public Task<TableEntity?> FindAsync(
        string partition, string row, IEnumerable<string>? select, CancellationToken cancellationToken) =>
        CallAsync(
            "get",
            async (table, token) =>
            {
                try
                {
                    return (TableEntity?)(await table.GetEntityAsync<TableEntity>(partition, row, select, token)).Value;
                }
                catch (RequestFailedException error) when (error.Status == 404 && ServiceErrors.IsCondition(error))
                {
                    return null;
                }
            },
            cancellationToken);

    public void Dispose()
    {
        _creating.Dispose();
        _transport.Dispose();
    }

    static TableClient Connect(AzureTableStoreOptions options, HttpClientTransport transport)
    {
        var client = new TableClientOptions { Transport = transport };
        client.Retry.MaxRetries = 0;
        client.Retry.NetworkTimeout = options.RequestTimeout;
        return options switch
        {
            { ConnectionString: { Length: > 0 } text, Endpoint: null } => new(text, options.TableName, client),
            { Endpoint: { } endpoint, ConnectionString: null or "" } => new(
                endpoint, options.TableName, options.Credential ?? new DefaultAzureCredential(), client),
            _ => throw new ArgumentException(
                "Name either a connection string or an endpoint of the table service, and not both.",
                nameof(options)),
        };
    }

    async Task<T> MeasureAsync<T>(
        string operation, Func<TableClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await call(_table, cancellationToken);
        }
        finally
        {
            _instruments.Asked(operation, Stopwatch.GetElapsedTime(started));
        }
    }

    async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        if (_isCreated)
        {
            return;
        }

        await _creating.WaitAsync(cancellationToken);
        try
        {
            if (!_isCreated)
            {
                await _table.CreateIfNotExistsAsync(cancellationToken);
                await TableLayout.EnsureAsync(_table, _service, _shards, cancellationToken);
                _isCreated = true;
            }
        }
        finally
        {
            _creating.Release();
        }
    }
}
