using Microsoft.Extensions.DependencyInjection;

namespace Qianliyan.Storage.Reminders;

/// <summary>Registers reminders over the registered <see cref="Entities.IEntityStore"/>.</summary>
public static class EntityReminderExtensions
{
    public static ISiloBuilder UseEntityReminders(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable, EntityReminderTable>();
        return builder;
    }
}
