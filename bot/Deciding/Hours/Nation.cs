namespace BotAdvice.Bot.Deciding.Hours;

/// <summary>The part of the United Kingdom whose bank holidays count.</summary>
internal enum Nation
{
    England,
    Wales,
    Scotland,
    NorthernIreland,
}
