using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.Reminders;

public sealed class EmbeddedReminderTableTests : ReminderTableConformance, IDisposable
{
    readonly TemporaryStore _temporary = new();

    protected override IEntityStore Store => _temporary.Store;

    public void Dispose() => _temporary.Dispose();
}
